"""What can go wrong, and what the user can do about it.

    KgError
    ├── ReadError           a file that cannot be read as an article
    ├── ResourceError       a file of the installation is missing or broken
    ├── QueryError          a query that cannot be parsed, bound or run in time
    ├── GraphError          a graph that cannot be loaded, or breaks the shapes
    ├── StoreError          a store that cannot be opened, written to or brought up to date
    ├── GoldError           gold facts that cannot be read, or whose text is missing
    └── OutputError         a place that cannot be written to

Every message says what happened, where, and what to do; the culprits are attributes too. Only the command line turns
an error into an exit code.
"""

from __future__ import annotations


class KgError(Exception):
    """Something that the user can mend.

    `what` happened, `where` (a path, an option, a term; may be empty), and the `remedy`.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        """One line: «where: what. Remedy»."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}. {self.remedy}" if self.remedy else line


class ReadError(KgError):
    """A file that cannot be read as an article."""


class ResourceError(KgError):
    """A file of the installation is missing or broken."""


class QueryError(KgError):
    """A query that cannot be parsed, bound or answered in time."""


class GraphError(KgError):
    """A graph that cannot be loaded, or that breaks the shapes."""


class StoreError(KgError):
    """A store that cannot be opened, written to or brought up to date."""


class GoldError(KgError):
    """Gold facts that cannot be read, or whose text is missing."""


class OutputError(KgError):
    """A place that cannot be written to."""


def counted(count: int, noun: str) -> str:
    """A number with its noun, as messages say it.

    >>> counted(1, "article"), counted(2, "article"), counted(0, "entity")
    ('1 article', '2 articles', '0 entities')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"
