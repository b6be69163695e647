"""Validates calls with Python's jsonschema: one JSON object per line in, {"valid": true or false} per line out.

A line has "schema", "value" and "dialect" (draft-04 ... 2020-12). Formats are not checked, since they are warnings.
"""

import json
import sys

import jsonschema

VALIDATORS = {
    "draft-04": jsonschema.Draft4Validator,
    "draft-06": jsonschema.Draft6Validator,
    "draft-07": jsonschema.Draft7Validator,
    "2019-09": jsonschema.Draft201909Validator,
    "2020-12": jsonschema.Draft202012Validator,
}

for line in sys.stdin:
    case = json.loads(line)
    validator = VALIDATORS[case["dialect"]](case["schema"])
    try:
        answer = {"valid": validator.is_valid(case["value"])}
    except Exception as error:  # A schema that the validator refuses is no verdict.
        answer = {"refused": type(error).__name__}
    print(json.dumps(answer))
