"""Facts → triples → Turtle: the parts of kg.graph.

The model is RDF 1.1 without blank nodes. A fact is a node of the class that the ontology names for its relation
(`kg:renderedAs`), with its sides, its evidence and its provenance; where the sides make a true triple by themselves,
that triple stands beside it. Every IRI derives from content: offsets, or a hash of all that makes the fact.
"""
