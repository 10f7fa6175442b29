-- Beans that make one full defect and the category it belongs to: SCA, washed arabica green coffee defect poster 2018.
CREATE OR REPLACE VIEW equivalent AS
SELECT * FROM (VALUES
    ('full black', 1, 1.0), ('full sour', 1, 1.0), ('dried cherry', 1, 1.0), ('pod', 1, 1.0), ('dried cherry/pod', 1, 1.0),
    ('fungus damaged', 1, 1.0), ('fungus', 1, 1.0), ('foreign matter', 1, 1.0), ('severe insect', 1, 5.0), ('severe insect damage', 1, 5.0),
    ('partial black', 2, 3.0), ('partial sour', 2, 3.0), ('parchment', 2, 5.0), ('floater', 2, 5.0), ('immature', 2, 5.0),
    ('unripe', 2, 5.0), ('withered', 2, 5.0), ('shell', 2, 5.0), ('broken', 2, 5.0), ('chipped', 2, 5.0), ('cut', 2, 5.0),
    ('hull', 2, 5.0), ('husk', 2, 5.0), ('slight insect', 2, 10.0), ('slight insect damage', 2, 10.0)
) AS t(defect, category, equivalent);
