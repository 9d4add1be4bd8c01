"""Runs the CloudFormation CLI with a project's settings from another file than .rpdk-config: FILE, then the parameters of cfn.

The CLI has no option for this. Only the file that it reads is changed; in a package the settings are still in .rpdk-config.
"""

import sys
from pathlib import Path

from rpdk.core.cli import main
from rpdk.core.project import Project

settings, *parameters = sys.argv[1:]
initialize = Project.__init__


def initialize_with_settings(self, *args, **kwargs):
    initialize(self, *args, **kwargs)
    self.settings_path = Path(settings)


Project.__init__ = initialize_with_settings
sys.exit(main(parameters))
