"""Questions to a graph: queries that come with kg, queries of one's own, and the path between two entities."""

from __future__ import annotations

from kg.query.answering import run
from kg.query.catalogue import Parameter, Query, list_queries
from kg.query.loading import load
from kg.query.render import render
from kg.query.table import Table

__all__ = ["Parameter", "Query", "Table", "list_queries", "load", "render", "run"]
