"""Checking an uploaded template in a process of its own, with little time and memory: whatever it does, only that suffers.

The process gets the trial values as one line of JSON and then the file on its input; the faults come as JSON.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.paper_forms import form_of
from inspect_app.rules.statutes import Citation, Law
from inspect_app.store.word_files import CannotOpen, unpacked
from inspect_app.store.word_templates import faults_of_template

HOUSE = Path(__file__).parent.parent
PROCESS = f"""
import sys, types
house = sys.modules["inspect_app"] = types.ModuleType("inspect_app")
house.__path__ = [{str(HOUSE)!r}]
from inspect_app.store.word_checks import main
main()
"""
"""The house as a bare package: importing it in the ordinary way would bring up the whole office for one file."""
MOST_SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024


def check_template(
    code: str, body: bytes, trial: Mapping[str, Any], *, seconds: int = MOST_SECONDS
) -> list[Refusal]:
    """Faults of the template, found in another process. First what needs no reading, here."""
    try:
        unpacked(body)
    except CannotOpen as why:
        return why.refusals
    sent = json.dumps(trial, ensure_ascii=False).encode() + b"\n" + body
    command = [sys.executable, "-c", PROCESS, code]
    try:
        done = subprocess.run(command, input=sent, capture_output=True, timeout=seconds, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return [Refusal(Problem.TEMPLATE_TOO_SLOW, facts={"seconds": seconds})]
    return [_refusal(one) for one in json.loads(done.stdout)]


def _refusal(plain: dict[str, Any]) -> Refusal:
    law = Citation(Law[plain["law"][0]], plain["law"][1]) if plain["law"] else None
    facts = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in plain["facts"].items()}
    return Refusal(Problem[plain["problem"]], law, facts)


def _plain(refusal: Refusal) -> dict[str, Any]:
    law = [refusal.law.law.name, refusal.law.article] if refusal.law else None
    return {"problem": refusal.problem.name, "law": law, "facts": dict(refusal.facts)}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    trial = json.loads(sys.stdin.buffer.readline())
    faults = faults_of_template(form_of(sys.argv[1]), sys.stdin.buffer.read(), trial)
    print(json.dumps([_plain(one) for one in faults]))
