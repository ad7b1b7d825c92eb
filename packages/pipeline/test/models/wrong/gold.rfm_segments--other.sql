-- Rules in the order of the tutorial: some can never match, and many customers match none.
-- caught by: gold.rfm_segments.rfm.rfm-segment-is-the-one-of-its-scores
select
  * replace (
    case
      when recency_score >= 3 and frequency_score >= 3 and monetary_score >= 3 then 'Champions'
      when recency_score >= 3 and frequency_score >= 3 then 'Loyal Customers'
      when recency_score >= 3 and frequency_score <= 2 then 'Recent Customers'
      when recency_score >= 3 and frequency_score <= 2 and monetary_score <= 2 then 'Potential Loyalists'
      when recency_score <= 2 and frequency_score >= 3 then 'At Risk'
      when recency_score <= 2 and frequency_score >= 3 and monetary_score <= 2 then 'Cant Lose Them'
      when recency_score = 1 and frequency_score = 1 then 'Lost'
      else 'Other'
    end as rfm_segment)
from gold.rfm_segments
