-- What a reading leaves beside the clean tables: sources, tabs, the ledger, every row with its place, every problem;
-- what is asked, the answers it was read with, and those of them that meet nothing.
CREATE TABLE sources (source VARCHAR, content_hash VARCHAR, read_at VARCHAR, modified_at VARCHAR, owner VARCHAR,
    time_zone VARCHAR);
CREATE TABLE _tabs (tab_no INTEGER, source VARCHAR, sheet VARCHAR, logbook VARCHAR, header_row INTEGER,
    recognised VARCHAR,
                    unknown VARCHAR, refused_code VARCHAR, not_a_log VARCHAR, rows_in BIGINT, headings VARCHAR[],
                        tab_id VARCHAR, link VARCHAR, beside BOOLEAN);
CREATE TABLE asked (question VARCHAR, number INTEGER, cells BIGINT, kg DOUBLE, money DOUBLE, told VARCHAR);
CREATE TABLE answers (question VARCHAR, answer VARCHAR, said_by VARCHAR, said_on VARCHAR);
CREATE TABLE read_with (tabs_said VARCHAR); -- what was said in Connect of its tabs, as mapping.toml has it
CREATE TABLE unmet (number INTEGER, question VARCHAR, answer VARCHAR, why VARCHAR);
CREATE TABLE ledger (source VARCHAR, sheet VARCHAR, logbook VARCHAR, rows_in BIGINT, used BIGINT, doubtful BIGINT,
    left_out BIGINT, not_data BIGINT, not_read BIGINT DEFAULT 0);
CREATE TABLE not_data (source VARCHAR, sheet VARCHAR, row_no INTEGER, reason VARCHAR);
CREATE TABLE not_read (source VARCHAR, sheet VARCHAR, row_no INTEGER);
CREATE TABLE _placed (row_id BIGINT, tab_no INTEGER, row_no INTEGER, standing VARCHAR, cells VARCHAR[]);
CREATE TABLE _headings (tab_no INTEGER, name VARCHAR, heading VARCHAR);
CREATE TABLE _problems (code VARCHAR, severity VARCHAR, tab_no INTEGER, row_no INTEGER, name VARCHAR, heading VARCHAR,
    written VARCHAR, detail VARCHAR, cells BIGINT);
CREATE TABLE _kinds (code VARCHAR, what VARCHAR, fix VARCHAR);
CREATE VIEW tabs AS SELECT source, sheet, logbook, header_row, recognised, unknown, refused_code, not_a_log FROM _tabs
    WHERE NOT beside ORDER BY tab_no;
CREATE MACRO column_letters(n) AS
    CASE WHEN n > 702 THEN chr(CAST(65 + (n - 703) // 676 AS INTEGER)) ELSE '' END
    || CASE WHEN n > 26 THEN chr(CAST(65 + (n - 27) // 26 % 26 AS INTEGER)) ELSE ''
        END || chr(CAST(65 + (n - 1) % 26 AS INTEGER));
CREATE MACRO opened_at(link, place) AS replace(nullif(link, ''), '{place}', place);
CREATE VIEW placed AS
    SELECT p.row_id, t.logbook, t.source, t.sheet, p.row_no, p.standing,
           CAST(to_json(map_from_entries(list_filter(list_zip(t.headings, p.cells), lambda e: e[2] IS NOT NULL))) AS
               VARCHAR) AS written,
           p.row_no || ':' || p.row_no AS place, opened_at(t.link, p.row_no || ':' || p.row_no) AS link
    FROM _placed p JOIN _tabs t USING (tab_no);
CREATE MACRO with_optional(sentence, detail) AS
    CASE WHEN coalesce(detail, '') = '' THEN regexp_replace(sentence, ' \[[^]]*\]', '', 'g')
         ELSE translate(sentence, '[]', '') END;
CREATE MACRO in_words(sentence, row_no, heading, written, detail, cells) AS
    replace(replace(replace(replace(replace(with_optional(sentence, detail), '{cells}', coalesce(format('{:,}', cells),
        '')), '{row}', coalesce(CAST(row_no AS VARCHAR), '')),
        '{column}', coalesce(heading, '')),
            '{detail}', coalesce(detail, '')), '{written}', coalesce(written, ''));
CREATE VIEW _spotted AS
    SELECT p.*, t.logbook, t.source, t.sheet, t.link, CASE WHEN c.letters <> '' THEN c.letters || coalesce(p.row_no,
        nullif(t.header_row, 0), 1)
                                                           WHEN p.row_no IS NOT NULL THEN p.row_no || ':' || p.row_no
                                                               END AS place
    FROM _problems p JOIN _tabs t USING (tab_no),
         LATERAL (SELECT CASE WHEN p.name IS NULL THEN column_letters(list_position(t.headings, p.heading))
                              ELSE regexp_extract(json_extract_string(t.recognised,
                                  '$.columns."' || p.name || '".column'), '^[A-Z]{1,3}$') END AS letters) c;
CREATE VIEW problems AS
    SELECT p.code, p.severity, p.logbook, p.source, p.sheet, p.row_no, p.heading AS "column", p.written,
           in_words(k.what, p.row_no, p.heading, p.written, p.detail, p.cells) AS what,
           in_words(k.fix, p.row_no, p.heading, p.written, p.detail, p.cells) AS fix, p.name, p.detail, p.place,
               opened_at(p.link, coalesce(p.place, 'A1')) AS link, p.cells
    FROM _spotted p JOIN _kinds k USING (code)
    ORDER BY p.tab_no, p.row_no NULLS FIRST, length(p.place), p.place, p.name, p.code;
