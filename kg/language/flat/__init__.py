"""slovnet's networks run flat: all sentences in one row of words, no padding, numpy alone.

slovnet pads sentences to a rectangle and looks at each window of three words anew. Here all sentences stand in one row
with an empty place between them, each distinct word goes through the first layer once, and a layer is one matrix
product whose columns are added up with a shift. The sums are the same in another order, and so are the tags.
"""
