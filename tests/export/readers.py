# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: readers.py BUNDLE RULES: OASIS's validator takes the STIX bundle, pySigma the rules."""
import sys

import stix2
from sigma.collection import SigmaCollection
from stix2validator import ValidationOptions, validate_file

result = validate_file(sys.argv[1], ValidationOptions(version="2.1"))
assert result.is_valid, [e for o in result.object_results for e in o.errors]
bundle = stix2.parse(open(sys.argv[1]).read())
ids = {o.id for o in bundle.objects}
report = [o for o in bundle.objects if o.type == "report"][0]
assert set(report.object_refs) <= ids and len(ids) == len(bundle.objects)
rules = SigmaCollection.from_yaml(open(sys.argv[2]).read())
assert len(rules.rules) > 0 and not any(rule.errors for rule in rules.rules)
