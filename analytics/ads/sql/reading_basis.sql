-- One row: what readings of ads rest on beside the passages: the taxonomy, what people decided, and the models.
select
    (select coalesce(max(version), 0) from taxonomy_version) as taxonomy,
    (select coalesce(bit_xor(hash(theme, shown_as)), 0) from former_theme) as former_themes,
    (select coalesce(bit_xor(hash(text_id, model, themes)), 0) from correction join text_vector using (text_id)) as corrections,
    (select coalesce(bit_xor(hash(passage_id, theme, answers, marked_at)), 0) from ad_mark) as marks,
    (select coalesce(bit_xor(hash(passage_id, model)), 0) from ad_reading) as readings
