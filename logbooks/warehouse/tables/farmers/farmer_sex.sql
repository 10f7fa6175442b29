-- The sex of every farmer of whom Plots tells one; of those with two it is unknown.
CREATE TEMP TABLE farmer_sex AS
SELECT farmer_id, min(sex) AS sex FROM plots WHERE sex IN ('female', 'male')
GROUP BY farmer_id HAVING count(DISTINCT sex) = 1;
