"""The makers of the sample questionnaires; `samples/make_samples.py` runs them."""
