-- Add a version to an answer.
insert into answer_version
values (
    $answer_id, $version, $roles, $french, $english, $facts, $owner, $review_by, $saved_by, $saved_at, $approved_by,
    $approved_at
)
