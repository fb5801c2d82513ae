"""Which wording a template may use: fields, rows, and what is there only where a field says something. Nothing that calculates."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.papers import GIVEN, PaperForm

LOOP = {"index", "first", "last", "length"}
SAID = "has"
NAMES = {
    nodes.Filter: "过滤器", nodes.Call: "函数", nodes.Test: "判断", nodes.Macro: "宏", nodes.Assign: "赋值",
    nodes.Include: "包含", nodes.Import: "导入", nodes.FromImport: "导入", nodes.Extends: "继承",
    nodes.Getitem: "下标", nodes.Const: "固定值", nodes.Compare: "比较", nodes.And: "并且", nodes.Or: "或者",
    nodes.CallBlock: "宏", nodes.FilterBlock: "过滤器", nodes.With: "赋值", nodes.AssignBlock: "赋值",
}  # fmt: skip


def environment() -> ImmutableSandboxedEnvironment:
    """What is filled in is text: `<` stays a sign, and no field can reach anything of ours."""
    made = ImmutableSandboxedEnvironment(autoescape=True)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


@dataclass
class Reading:
    """What a template says, read part by part. `rows` = loop variable -> the field whose rows it stands for."""

    form: PaperForm
    shown: set[str] = field(default_factory=set)
    faults: list[Refusal] = field(default_factory=list)

    def read(self, source: str) -> None:
        try:
            tree = environment().parse(source)
        except TemplateSyntaxError as wrong:
            self.faults.append(Refusal(Problem.TEMPLATE_WORDING_WRONG, facts={"what": (wrong.message or "")[:200]}))
            return
        except RecursionError:
            self.faults.append(Refusal(Problem.TEMPLATE_WORDING_WRONG, facts={"what": "嵌套太深"}))
            return
        self._body(tree.body, {})

    @property
    def is_unread(self) -> bool:
        """Some part could not be read: what is missing cannot be said."""
        return any(fault.problem is Problem.TEMPLATE_WORDING_WRONG for fault in self.faults)

    def _body(self, body: list[nodes.Node], rows: dict[str, str]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    self._shown(part, rows)
            elif isinstance(node, nodes.If):
                self._if(node, rows)
            elif isinstance(node, nodes.For):
                self._for(node, rows)
            else:
                self._forbid(node)

    def _shown(self, node: nodes.Node, rows: dict[str, str]) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        if isinstance(node, nodes.Name):
            self._name(node.name)
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            self._column(node.node.name, node.attr, rows)
        else:
            self._forbid(node)

    def _name(self, name: str) -> None:
        content = self.form.content(name)
        if content is None and name not in GIVEN:
            self._unknown(name)
        elif content and content.columns:
            self._misused(name, "它有若干行，应当逐行写出")
        else:
            self.shown.add(name)

    def _column(self, row: str, column: str, rows: dict[str, str]) -> None:
        if row == "loop" and rows and column in LOOP:
            return
        content = self.form.content(rows.get(row, ""))
        if content is None:
            self._unknown(f"{row}.{column}")
        elif column not in dict(content.columns):
            self._unknown(f"{content.name}.{column}")
        else:
            self.shown.add(content.name)

    def _if(self, node: nodes.If, rows: dict[str, str]) -> None:
        test = node.test.node if isinstance(node.test, nodes.Not) else node.test
        if isinstance(test, nodes.Getattr) and isinstance(test.node, nodes.Name) and test.node.name == SAID:
            if self.form.content(test.attr) is None:
                self._unknown(test.attr)
        elif not (isinstance(test, nodes.Name) and test.name == "is_demonstration"):
            self._forbid(test)
        self._body(node.body, rows)
        for other in node.elif_:
            self._if(other, rows)
        self._body(node.else_, rows)

    def _for(self, node: nodes.For, rows: dict[str, str]) -> None:
        """One level deep, over the rows of a field: how much a template can write is known beforehand."""
        name = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        content = self.form.content(name)
        is_plain = isinstance(node.target, nodes.Name) and not (node.test or node.recursive or node.else_)
        if not name or rows or not is_plain:
            self._forbid(node)
        elif content is None:
            self._unknown(name)
        elif not content.columns:
            self._misused(name, "它只有一项，不能逐行写出")
        else:
            self._body(node.body, {str(node.target.name): name})  # type: ignore[attr-defined]

    def _unknown(self, name: str) -> None:
        facts = {"field": name[:60], "form": self.form.title}
        self.faults.append(Refusal(Problem.TEMPLATE_FIELD_UNKNOWN, facts=facts))

    def _misused(self, name: str, what: str) -> None:
        self.faults.append(Refusal(Problem.TEMPLATE_FIELD_MISUSED, facts={"field": name, "what": what}))

    def _forbid(self, node: nodes.Node) -> None:
        what = NAMES.get(type(node), type(node).__name__)
        self.faults.append(Refusal(Problem.TEMPLATE_WORDING_FORBIDDEN, facts={"what": what}))

    def missing(self) -> Iterator[Refusal]:
        """Contents that an article asks for and that stand nowhere."""
        for one in self.form.contents:
            if one.law and one.name not in self.shown:
                facts = {"label": one.label, "field": one.name}
                yield Refusal(Problem.TEMPLATE_FIELD_MISSING, one.law, facts)
