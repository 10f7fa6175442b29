-- The seasons of which there is coffee: received, processed, sampled, offered, or weighed in the register of lots. Lots
-- that are only planned begin none. Where no season has coffee, those of the register.
CREATE TEMP TABLE begun_season AS
WITH coffee AS (
    SELECT crop_year FROM receipts UNION SELECT crop_year FROM processing UNION SELECT crop_year FROM quality
    UNION SELECT crop_year FROM offers UNION SELECT crop_year FROM lots WHERE green_kg IS NOT NULL)
SELECT crop_year FROM coffee WHERE crop_year IS NOT NULL
UNION SELECT crop_year FROM lots
WHERE crop_year IS NOT NULL AND NOT EXISTS (SELECT 1 FROM coffee WHERE crop_year IS NOT NULL);
