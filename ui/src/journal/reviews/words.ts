import { m } from '$lib/paraglide/messages';
import type { Length } from './periods';

/** What a page says about a period, by its length. */
interface Words {
  /** All of them, to choose from. */
  all: () => string;
  this: () => string;
  before: () => string;
  page: () => string;
  /** To think about while writing; never more than three. */
  questions: (() => string)[];
}

const WORDS: Record<Length, Words> = {
  week: {
    all: m.review_weeks, this: m.review_this_week, before: m.review_week_before, page: m.review_page_week,
    questions: [m.review_week_1, m.review_week_2, m.review_week_3],
  },
  month: {
    all: m.review_months, this: m.review_this_month, before: m.review_month_before, page: m.review_page_month,
    questions: [m.review_month_1, m.review_month_2, m.review_month_3],
  },
  quarter: {
    all: m.review_quarters, this: m.review_this_quarter, before: m.review_quarter_before, page: m.review_page_quarter,
    questions: [m.review_quarter_1, m.review_quarter_2, m.review_quarter_3],
  },
  year: {
    all: m.review_years, this: m.review_this_year, before: m.review_year_before, page: m.review_page_year,
    questions: [m.review_year_1, m.review_year_2, m.review_year_3],
  },
};

export const allName = (length: Length) => WORDS[length].all();
export const thisName = (length: Length) => WORDS[length].this();
export const beforeName = (length: Length) => WORDS[length].before();
export const pageName = (length: Length) => WORDS[length].page();
export const questions = (length: Length) => WORDS[length].questions.map((question) => question());
