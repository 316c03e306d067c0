"""The first tables: people, enterprises, attempts, learning, certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("given_name", sa.String(60), nullable=False),
        sa.Column("family_name", sa.String(60), nullable=True),
        sa.Column("nickname", sa.String(60), nullable=True),
        sa.Column("login", sa.String(60), nullable=True),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("is_trainer", sa.Boolean(), nullable=False),
        sa.Column("failed_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("failed_tries >= 0", name=op.f("ck_person_failed_tries_count")),
        sa.CheckConstraint("length(given_name) BETWEEN 1 AND 60", name=op.f("ck_person_given_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_table(
        "question_revision",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.Column("question_id", sa.String(48), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_revision")),
    )
    op.create_table(
        "assignment_declaration",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.Column("note", sa.String(2000), nullable=True),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assignment_declaration_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "module_id", name=op.f("pk_assignment_declaration")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(7), nullable=False),
        sa.Column("seed", sa.String(32), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        sa.Column("feedback", sa.String(10), nullable=False),
        sa.Column("max_points", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("points", sa.Float(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.CheckConstraint("feedback IN ('after_each', 'at_end')", name=op.f("ck_attempt_feedback_known")),
        sa.CheckConstraint("track IN ('worker', 'manager')", name=op.f("ck_attempt_track_known")),
        sa.CheckConstraint(
            "(finished_at IS NULL) = (points IS NULL) AND (finished_at IS NULL) = (passed IS NULL)",
            name=op.f("ck_attempt_finished_whole"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_attempt_number_counts")),
        sa.CheckConstraint("pass_mark BETWEEN 1 AND 100", name=op.f("ck_attempt_pass_mark_percent")),
        sa.CheckConstraint(
            "points IS NULL OR (points >= 0 AND points <= max_points)", name=op.f("ck_attempt_points_in_range")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attempt_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("person_id", "module_id", "number", name=op.f("uq_attempt_person_id_module_id_number")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_module_id"), ["module_id"], unique=False)
        batch_op.create_index(
            "uq_attempt_open",
            ["person_id", "module_id"],
            unique=True,
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )

    op.create_table(
        "certificate",
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.Column("name", sa.String(190), nullable=False),
        sa.Column("enterprise", sa.String(120), nullable=False),
        sa.Column("module_title", sa.String(200), nullable=False),
        sa.Column("assignment_title", sa.String(200), nullable=True),
        sa.Column("track", sa.String(7), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("max_points", sa.Integer(), nullable=False),
        sa.Column("content_revision", sa.String(64), nullable=False),
        sa.Column("issuer", sa.String(120), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.String(500), nullable=True),
        sa.CheckConstraint("track IN ('worker', 'manager')", name=op.f("ck_certificate_track_known")),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_reason IS NULL)", name=op.f("ck_certificate_revoked_with_reason")
        ),
        sa.CheckConstraint("length(number) = 12", name=op.f("ck_certificate_number_length")),
        sa.CheckConstraint("points >= 0 AND points <= max_points", name=op.f("ck_certificate_points_in_range")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certificate")),
        sa.UniqueConstraint("person_id", "module_id", name=op.f("uq_certificate_person_id_module_id")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_module_id"), ["module_id"], unique=False)

    op.create_table(
        "enterprise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("country", sa.String(2), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(code) = 6 AND code = upper(code)", name=op.f("ck_enterprise_code_form")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 120", name=op.f("ck_enterprise_name_length")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_enterprise_created_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise")),
        sa.UniqueConstraint("code", name=op.f("uq_enterprise_code")),
    )
    op.create_table(
        "lesson_completion",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.Column("lesson_id", sa.String(48), nullable=False),
        sa.Column("lesson_revision", sa.Integer(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lesson_completion_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "module_id", "lesson_id", name=op.f("pk_lesson_completion")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "attempt_question",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(48), nullable=False),
        sa.Column("revision_id", sa.String(64), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_attempt_question_position_counts")),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_attempt_question_attempt_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["question_revision.id"], name=op.f("fk_attempt_question_revision_id")
        ),
        sa.PrimaryKeyConstraint("attempt_id", "position", name=op.f("pk_attempt_question")),
        sa.UniqueConstraint("attempt_id", "question_id", name=op.f("uq_attempt_question_attempt_id_question_id")),
    )
    op.create_table(
        "gate_opening",
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_gate_opening_enterprise_id")),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["person.id"], name=op.f("fk_gate_opening_opened_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("enterprise_id", "module_id", name=op.f("pk_gate_opening")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("gives", sa.String(7), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(gives = 'manager') = (enterprise_id IS NOT NULL)", name=op.f("ck_invitation_manager_of_an_enterprise")
        ),
        sa.CheckConstraint("gives IN ('admin', 'trainer', 'manager')", name=op.f("ck_invitation_gives_known")),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by IS NULL)", name=op.f("ck_invitation_accepted_by_somebody")
        ),
        sa.ForeignKeyConstraint(["accepted_by"], ["person.id"], name=op.f("fk_invitation_accepted_by")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_invitation_created_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_invitation_enterprise_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_enterprise_id"), ["enterprise_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(7), nullable=False),
        sa.Column("manages", sa.Boolean(), nullable=False),
        sa.Column("name_key", sa.String(200), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("track IN ('worker', 'manager')", name=op.f("ck_membership_track_known")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_membership_enterprise_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_membership")),
        sa.UniqueConstraint("enterprise_id", "name_key", name=op.f("uq_membership_enterprise_id_name_key")),
    )
    op.create_table(
        "response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("answer", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("score >= 0 AND score <= 1", name=op.f("ck_response_score_is_a_share")),
        sa.ForeignKeyConstraint(
            ["attempt_id", "position"],
            ["attempt_question.attempt_id", "attempt_question.position"],
            name=op.f("fk_response_attempt_id_position"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("attempt_id", "position", name=op.f("uq_response_attempt_id_position")),
    )


def downgrade() -> None:
    op.drop_table("response")
    op.drop_table("membership")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_enterprise_id"))

    op.drop_table("invitation")
    op.drop_table("gate_opening")
    op.drop_table("attempt_question")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))
        batch_op.drop_index(batch_op.f("ix_sign_in_expires_at"))

    op.drop_table("sign_in")
    op.drop_table("lesson_completion")
    op.drop_table("enterprise")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_module_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_attempt_open",
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_attempt_module_id"))

    op.drop_table("attempt")
    op.drop_table("assignment_declaration")
    op.drop_table("question_revision")
    op.drop_table("person")
