"""Writes what the checker of the Berkeley Function Calling Leaderboard says about candidates, for the loose matcher.

    pip install --no-deps --target FOLDER bfcl-eval==2026.3.23
    python3 scripts/bfcl-verdicts.py FOLDER test/fixtures/bfcl/verdicts.jsonl.gz

The checker and the questions are part of the package `bfcl-eval` (Apache-2.0). The checker imports a table of models, which
needs every client library there is; an empty table takes its place, so that names of functions stay as they are. Only the
categories for Python are used: the others compare text in the notations of Java and JavaScript.

Each line is a question with its candidates: `f` the functions that are expected, reduced to names and types, `a` the allowed
values, `c` the candidates, each with its kind, its calls and the verdict. Floats are written as {"$float": text}. Mutants are
made with a fixed seed. `greedy` marks a verdict that depends on the order in which the checker pairs parallel calls.
"""

import copy
import gzip
import itertools
import json
import random
import sys
import types
from pathlib import Path

CATEGORIES = [
    "simple_python", "multiple", "parallel", "parallel_multiple",
    "live_simple", "live_multiple", "live_parallel", "live_parallel_multiple",
]
MUTANTS_PER_KIND = 60


class AnyModel(dict):
    """A table in which every model leaves the names of functions alone."""

    def __missing__(self, _):
        return types.SimpleNamespace(underscore_to_dot=False)


def load_checker(folder):
    sys.path.insert(0, str(folder))
    models = types.ModuleType("bfcl_eval.constants.model_config")
    models.MODEL_CONFIG_MAPPING = AnyModel()
    sys.modules["bfcl_eval.constants.model_config"] = models
    from bfcl_eval.constants.enums import Language
    from bfcl_eval.eval_checker.ast_eval.ast_checker import ast_checker, simple_function_checker

    return ast_checker, simple_function_checker, Language.PYTHON


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def first_allowed(allowed):
    """The first value that is not the mark of an optional argument; None if there is none."""
    values = [value for value in allowed if value != ""]
    if not values:
        return None
    return plain(values[0])


def plain(value):
    """Allowed dictionaries list the allowed values of each key."""
    if isinstance(value, dict):
        found = {key: first_allowed(inner) if isinstance(inner, list) else inner for key, inner in value.items()}
        return {key: inner for key, inner in found.items() if inner is not None}
    if isinstance(value, list):
        return [plain(item) if isinstance(item, dict) else item for item in value]
    return value


def truth(answers):
    calls = []
    for answer in answers:
        (name, parameters), = answer.items()
        values = {key: first_allowed(allowed) for key, allowed in parameters.items()}
        calls.append({name: {key: value for key, value in values.items() if value is not None}})
    return calls


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


def set_at(root, path, value):
    for part in path[:-1]:
        root = root[part]
    root[path[-1]] = value


def change_leaf(calls, rng, wanted, change):
    """Changes one value deep in the arguments for which `wanted` holds."""
    places = [(index, path, value) for index, call in enumerate(calls) for path, value in leaves(call) if path and wanted(value)]
    places = [place for place in places if len(place[1]) > 1]
    if not places:
        return None
    index, path, value = rng.choice(places)
    changed = copy.deepcopy(calls)
    new = change(value)
    if new == value and type(new) is type(value):
        return None
    set_at(changed[index], path, new)
    return changed


def is_text(value):
    return isinstance(value, str)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def change_call(calls, rng, change):
    changed = copy.deepcopy(calls)
    call = rng.choice(changed)
    (name, values), = call.items()
    return changed if change(call, name, values, rng) is not False else None


def drop(call, name, values, rng):
    if not values:
        return False
    del values[rng.choice(sorted(values))]


def add(call, name, values, rng):
    values["not_declared"] = 1


def rename(call, name, values, rng):
    call[f"{name}_other"] = call.pop(name)


def shuffle_list(calls, rng):
    changed = copy.deepcopy(calls)
    lists = [value for call in changed for values in call.values() for value in values.values()
             if isinstance(value, list) and len(value) > 1]
    if not lists:
        return None
    chosen = rng.choice(lists)
    before = list(chosen)
    chosen.reverse()
    return changed if chosen != before else None


KINDS = {
    "drop-parameter": lambda calls, rng: change_call(calls, rng, drop),
    "add-parameter": lambda calls, rng: change_call(calls, rng, add),
    "other-tool": lambda calls, rng: change_call(calls, rng, rename),
    "drop-call": lambda calls, rng: calls[:-1],
    "repeat-call": lambda calls, rng: [*calls, copy.deepcopy(calls[0])],
    "reverse-calls": lambda calls, rng: calls[::-1] if len(calls) > 1 else None,
    "reverse-list": shuffle_list,
    "other-text": lambda calls, rng: change_leaf(calls, rng, is_text, lambda text: f"{text} other"),
    "case": lambda calls, rng: change_leaf(calls, rng, is_text, str.swapcase),
    "punctuation": lambda calls, rng: change_leaf(calls, rng, is_text, lambda text: f"-{text}."),
    "quotes": lambda calls, rng: change_leaf(calls, rng, is_text, lambda text: text.replace("'", '"')),
    "full-width": lambda calls, rng: change_leaf(calls, rng, is_text, lambda text: text.replace("a", "ａ")),
    "text-to-number": lambda calls, rng: change_leaf(calls, rng, is_text, lambda _: 7),
    "text-to-list": lambda calls, rng: change_leaf(calls, rng, is_text, lambda text: [text]),
    "other-number": lambda calls, rng: change_leaf(calls, rng, is_number, lambda number: number + 1),
    "number-to-text": lambda calls, rng: change_leaf(calls, rng, is_number, str),
    "number-to-float": lambda calls, rng: change_leaf(calls, rng, is_number, float),
    "number-to-boolean": lambda calls, rng: change_leaf(calls, rng, is_number, bool),
    "boolean": lambda calls, rng: change_leaf(calls, rng, lambda value: isinstance(value, bool), lambda value: not value),
    "boolean-to-number": lambda calls, rng: change_leaf(calls, rng, lambda value: isinstance(value, bool), int),
}


def reduce_function(function):
    """Only what the checker looks at."""
    properties = function["parameters"]["properties"]
    kept = {}
    for name, schema in properties.items():
        kept[name] = [schema["type"]] if "items" not in schema else [schema["type"], schema["items"].get("type")]
    return [function["name"], kept, function["parameters"]["required"]]


def marked(value):
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, dict):
        return {key: marked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [marked(item) for item in value]
    return value


def matches_somehow(simple, functions, calls, answers, language):
    """True if some pairing satisfies the checker of single calls."""
    if len(calls) != len(answers) or len(calls) > 7:
        return False
    by_name = {function["name"]: function for function in functions}
    rows = []
    for answer in answers:
        function = by_name[next(iter(answer))]
        rows.append([simple(function, call, answer, language, "any")["valid"] for call in calls])
    return any(all(rows[row][column] for row, column in enumerate(order)) for order in itertools.permutations(range(len(calls))))


def main(folder, out):
    check, simple, language = load_checker(Path(folder))
    data = Path(folder) / "bfcl_eval" / "data"
    rng = random.Random(20240607)
    questions = []
    for category in CATEGORIES:
        name = f"BFCL_v4_{category}.json"
        answers = {line["id"]: line["ground_truth"] for line in read_lines(data / "possible_answer" / name)}
        for line in read_lines(data / name):
            if line["id"] in answers:
                questions.append((category, line["id"], line["function"], answers[line["id"]]))
    mutants = {index: [] for index in range(len(questions))}
    for kind, make in KINDS.items():
        made = 0
        for index in rng.sample(range(len(questions)), len(questions)):
            mutant = make(truth(questions[index][3]), rng)
            if mutant is None:
                continue
            mutants[index].append((kind, mutant))
            made += 1
            if made == MUTANTS_PER_KIND:
                break
    lines = []
    for index, (category, question, functions, answers) in enumerate(questions):
        expected = {next(iter(answer)) for answer in answers}
        judged = []
        for kind, calls in [("truth", truth(answers)), *mutants[index]]:
            try:
                valid = check(functions, copy.deepcopy(calls), copy.deepcopy(answers), language, category, "any")["valid"]
                somehow = matches_somehow(simple, functions, calls, answers, language)
            except Exception:  # The checker fails on some of its own questions.
                continue
            greedy = "parallel" in category and somehow and not valid
            judged.append([kind, None if kind == "truth" else marked(calls), valid, *(["greedy"] if greedy else [])])
        try:
            reduced = [reduce_function(function) for function in functions if function["name"] in expected]
        except (KeyError, AttributeError):
            continue
        lines.append(json.dumps({"id": question, "f": reduced, "a": marked(answers), "c": judged}, ensure_ascii=False, separators=(",", ":")))
    with gzip.GzipFile(out, "wb", mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode("utf8"))
    print(len(lines), "questions,", sum(line.count('"truth"') for line in lines), "truths,", sum(map(len, mutants.values())), "mutants")


main(*sys.argv[1:])
