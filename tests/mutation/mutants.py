"""The mutants of a file: its code, each time with one small thing wrong, by the operators of cosmic-ray."""

import ast
import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import Visitor, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names
from parso.tree import NodeOrLeaf

# Left out: what needs arguments; bits, powers and Div for arithmetic, a fault that Mul and Mod make as well; and `is` for
# `==`, which differs by what the interpreter happens to keep once.
_LEFT_OUT = re.compile(
    "core/(?:Variable.*|ReplaceBinaryOperator_.*_(?:Div|Pow|RShift|LShift|BitOr|BitAnd|BitXor)"
    "|ReplaceComparisonOperator_(?:Is|IsNot)_(?!Is).*|ReplaceComparisonOperator_(?!Is).*_(?:Is|IsNot))"
)


class Mutant(NamedTuple):
    """A file of the tree with one thing changed."""

    path: str
    code: str
    diff: str
    """The lines that were and that are, with `-` and `+`, below the name of the file and the line."""


def of_file(tree: Path, path: str) -> Iterator[Mutant]:
    """All mutants of the file that mean something else than the file; no two of them mean the same.

    What is changed in an annotation alone means nothing.
    """
    source = (tree / path).read_text(encoding="utf-8")
    seen = {_meaning(source)}
    parsed = get_ast(source)
    for operator in _operators():
        places = _Places(operator)
        places.walk(parsed)
        for occurrence in range(places.count):
            code = MutationVisitor.mutate_code(source, operator, occurrence)
            meaning = _meaning(code)
            if meaning not in seen:
                seen.add(meaning)
                yield Mutant(path, code, _diff(path, source, code))


def _operators() -> list[Operator]:
    return [get_operator(name)() for name in operator_names() if not _LEFT_OUT.fullmatch(name)]


class _Places(Visitor):  # type: ignore[misc]  # cosmic-ray has no types
    """Counts where an operator can change something, without changing it."""

    def __init__(self, operator: Operator) -> None:
        self.operator, self.count = operator, 0

    def visit(self, node: NodeOrLeaf) -> NodeOrLeaf:
        self.count += len(list(self.operator.mutation_positions(node)))
        return node


def _meaning(code: str) -> str:
    """The syntax without annotations; what is no Python means nothing."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ""
    return ast.dump(_Unannotated().visit(tree))


class _Unannotated(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)


def _diff(path: str, source: str, code: str) -> str:
    lines = list(unified_diff(source.splitlines(), code.splitlines(), n=0, lineterm=""))
    number = lines[2].split()[1].lstrip("-").split(",")[0]
    return "\n".join([f"{path}:{number}", *lines[3:]])
