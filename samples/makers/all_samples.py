"""Every sample, in the order of their names."""

from __future__ import annotations

from collections.abc import Callable

from makers.caiq import make_caiq_like
from makers.flat import make_plain_csv, make_portal_export, make_spanish_csv
from makers.forms import make_answer_below, make_explain_if_no, make_merged_domains
from makers.hecvat import make_hecvat_like
from makers.languages import make_bilingual, make_one_column_japanese, make_statements_german
from makers.layouts import (
    make_catalogue_and_questions,
    make_letter_d7,
    make_mirrored,
    make_two_scores,
    make_x_columns,
)
from makers.lists import (
    make_dates_and_evidence,
    make_filled_last_year,
    make_no_answer_column,
    make_repeated_headers,
    make_restarting_ids,
    make_same_cell,
    make_sub_questions,
    make_withdrawn_rows,
)
from makers.plain import make_plain, make_weighted_table
from makers.reading import Sample
from makers.sig import make_sig_like
from makers.word import make_word

MAKERS: tuple[Callable[[], Sample], ...] = (
    make_answer_below,
    make_bilingual,
    make_caiq_like,
    make_catalogue_and_questions,
    make_dates_and_evidence,
    make_explain_if_no,
    make_filled_last_year,
    make_hecvat_like,
    make_letter_d7,
    make_merged_domains,
    make_mirrored,
    make_no_answer_column,
    make_one_column_japanese,
    make_plain,
    make_plain_csv,
    make_portal_export,
    make_repeated_headers,
    make_restarting_ids,
    make_same_cell,
    make_sig_like,
    make_spanish_csv,
    make_statements_german,
    make_sub_questions,
    make_two_scores,
    make_weighted_table,
    make_withdrawn_rows,
    make_word,
    make_x_columns,
)


def make_all() -> list[Sample]:
    """Return all samples, in the order of their names."""
    return sorted((make() for make in MAKERS), key=lambda sample: sample.name)
