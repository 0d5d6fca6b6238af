"""What has to be true of the official files, and of the dataset made from them, before one is written.

A check yields a sentence for every fault that it finds, naming the place; the first one stops the build.
`RAW_CHECKS` look at the files as they were read, and each takes for granted what those before it have found
true; `DATASET_CHECKS` look at the finished tables, beside the files where they compare the two.
"""

from collections.abc import Callable

from ukvote_gui.dataset_build.checks import census, finished, notional, places, results
from ukvote_gui.dataset_build.checks.common import Problems
from ukvote_gui.dataset_build.normalise import Dataset
from ukvote_gui.dataset_build.raw import DatasetError, RawFiles

RAW_CHECKS: tuple[Callable[[RawFiles], Problems], ...] = (
    results.columns_are_the_published_ones,
    results.counts_are_whole_numbers,
    results.there_are_650_constituencies,
    results.there_are_4515_candidates,
    results.both_result_files_name_places_alike,
    results.person_ids_are_unique,
    results.two_of_mid_buckinghamshire_share_a_name,
    results.totals_are_the_published_ones,
    results.there_are_six_byelections,
    results.votes_add_up_to_valid_votes,
    results.votes_add_up_to_party_columns,
    results.majorities_are_between_candidates,
    results.misprints_are_still_misprinted,
    results.winners_by_party_are_the_published_ones,
    results.independents_are_contenders_of_their_own,
    results.labour_and_cooperative_is_labour,
    results.a_place_is_tied_in_birmingham_yardley,
    results.absent_parties_are_absent,
    results.mp_marks_are_yes_or_no,
    results.shares_are_votes_by_valid_votes,
    notional.notional_names_match_ids,
    notional.notional_sums_are_not_parties,
    notional.notional_winners_are_the_published_ones,
    places.hexes_match_constituencies,
    places.boundaries_match_constituencies,
    census.census_names_match_constituencies,
    census.glasgow_south_west_is_the_second_glasgow_south,
    census.scottish_ethnic_groups_are_countries_of_birth,
    census.census_shares_add_up,
    census.census_adds_up_to_the_nation,
    census.census_sheets_agree,
    census.census_days_are_known,
    census.thirty_seven_seats_are_over_a_fifth_muslim,
)

DATASET_CHECKS: tuple[Callable[[RawFiles, Dataset], Problems], ...] = (
    finished.text_is_clean,
    finished.tables_are_in_order,
    finished.nothing_is_lost,
    finished.changes_follow_from_the_election_before,
    finished.results_follow_from_winners,
    finished.every_party_is_listed_once,
    finished.colours_can_be_seen,
    finished.colours_stay_apart,
)


def _stop_at(name: str, problems: Problems) -> None:
    for problem in problems:
        raise DatasetError(f"Check `{name.replace('_', ' ')}`: {problem}")


def check_raw_files(raw: RawFiles) -> None:
    """Raise `DatasetError` with the first fault of the official files."""
    for check in RAW_CHECKS:
        _stop_at(check.__name__, check(raw))


def check_dataset(raw: RawFiles, dataset: Dataset) -> None:
    """Raise `DatasetError` with the first fault of the finished dataset."""
    for check in DATASET_CHECKS:
        _stop_at(check.__name__, check(raw, dataset))
