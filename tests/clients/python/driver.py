"""What the drivers in Python share: calls come in as lines of JSON, and each is answered with one."""

import importlib.metadata
import json
import sys


def serve(packages, act, explain):
    """Answers calls until the input ends.

    The first line says which versions of `packages` run. `act` takes a call and returns the body of the answer as a map;
    `explain` makes of its exception what the client says about a refusal, or None of an exception of any other kind.
    """
    out = sys.stdout
    # What the client itself prints must not come between the lines.
    sys.stdout = sys.stderr

    def say(line):
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        out.flush()

    say({"versions": {name: importlib.metadata.version(name) for name in packages}})
    for line in sys.stdin:
        try:
            say({"body": act(json.loads(line))})
        except Exception as error:  # Whatever the client throws is its answer.
            refusal = explain(error)
            say({"error": refusal} if refusal else {"failure": f"{type(error).__name__}: {error}"})


def snake_case(name):
    """`CopyImage` as the vendor's packages name its method: `copy_image`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
