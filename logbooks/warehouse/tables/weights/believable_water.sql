-- Litres per kg cherry that can be believed of a process, lowest and highest; a lot outside was most often written in
-- m3, or for part of the water. Published: washed 1-20 with and without reuse, 26 at most (CRS, Nicaragua); the ends
-- are ours. A process in no row has the ends of the empty one.
CREATE TEMP TABLE believable_water AS
SELECT * FROM (VALUES ('washed', 0.5, 60.0), ('', 0.0, 60.0)) AS t(process, lowest, highest);
