// 95% intervals of means, shares and net scores, and of what these changed by.
//
// They are chosen for few answers, which is what a rep or a team has. Of net scores, no interval that was tried keeps
// its word as well: over all mixtures of answers it holds the truth in 91% of cases or more from 3 answers on, where the
// plain one (Wald's) sinks to 3% and has no width at all when everybody answers alike.
#pragma once

#include <cstdint>
#include <optional>

#include "base/interval.hpp"
#include "base/rate.hpp"

namespace salesctl {

/// What is known of a sample of numbers. The variance is that of a sample (over n - 1); 0 where all are alike.
struct Moments {
  std::int64_t n = 0;
  double mean = 0;
  double variance = 0;
};

/// part / of, to four decimals half-even; nothing where there is nothing to share.
std::optional<Rate> share_rate(std::int64_t part, std::int64_t of);

/// The 97.5th percentile of Student's t distribution; degrees of freedom from 1 on.
double t_quantile(std::int64_t degrees);

/// mean ± t sd / sqrt(n) (Student 1908). Nothing for fewer than two values, and nothing where all are alike: they say
/// nothing of how far the next one may be off.
std::optional<Interval> mean_interval(const Moments& of);

/// Of a share, `part` of `n`, n above 0: the score interval of E. B. Wilson, "Probable inference, the law of succession,
/// and statistical inference", JASA 22 (1927), 209-212.
Interval share_interval(std::int64_t part, std::int64_t n);

/// Answers that are up, down or neither; n above 0.
struct NetCounts {
  std::int64_t up = 0;
  std::int64_t down = 0;
  std::int64_t n = 0;

  double score() const { return static_cast<double>(up - down) / static_cast<double>(n); }
};

/// Of a net score, the share up less the share down, from -1 to 1: Wald's interval as if one up and one down more had
/// answered, cut at the ends of the scale. D. G. Bonett and R. M. Price, "Adjusted Wald confidence interval for a
/// difference of binomial proportions based on paired data", J. Educational and Behavioral Statistics 37 (2012), 479-488.
/// B. Rocks, "Interval estimation for the Net Promoter Score", American Statistician 70 (2016), 365-372, finds the
/// adjusted ones best for just this.
Interval net_interval(const NetCounts& of);

/// now - before: Student's, with the spread of both samples pooled. Where nothing changed their spread is one, and few
/// answers that happen to be alike are not taken for certain, as they are when each sample stands for itself (Welch):
/// three answers against thirty then cry wolf in up to 40% of cases. Nothing for fewer than three values in all, for an
/// empty sample, and where no value differs from its mean.
std::optional<Interval> mean_change(const Moments& now, const Moments& before);

/// now - before of net scores: the arms of the two intervals squared and added. R. G. Newcombe, "Interval estimation for
/// the difference between independent proportions", Statistics in Medicine 17 (1998), 873-890, method 10; in general
/// G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008), 1693-1702.
Interval net_change(const NetCounts& now, const NetCounts& before);

}  // namespace salesctl
