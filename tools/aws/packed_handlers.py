"""The SHA-256 of the handlers that CloudFormation would run from a package of `cfn submit`, in hexadecimal."""

import hashlib
import io
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as package:
    provider = io.BytesIO(package.read("ResourceProvider.zip"))
with zipfile.ZipFile(provider) as function:
    print(hashlib.sha256(function.read("dist/handlers.js")).hexdigest())
