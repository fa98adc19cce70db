"""The graph as one page of HTML that opens from disk: facts, and the words of the article that state them."""

from kg.view.page import to_html

__all__ = ["to_html"]
