"""Answers marked again: the key that marks an answer, and what each regrade meant for each attempt."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attempt_question") as table:
        table.add_column(sa.Column("marked_by", sa.String(64), nullable=True))
        table.create_foreign_key(op.f("fk_attempt_question_marked_by"), "question_revision", ["marked_by"], ["id"])
    op.create_table(
        "regrade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.Column("question_id", sa.String(48), nullable=False),
        sa.Column("revision_id", sa.String(64), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_regrade_made_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["revision_id"], ["question_revision.id"], name=op.f("fk_regrade_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrade")),
    )
    op.create_index(op.f("ix_regrade_module_id"), "regrade", ["module_id"])
    op.create_table(
        "regraded_attempt",
        sa.Column("regrade_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_revision", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(5), nullable=False),
        sa.Column("score_before", sa.Float(), nullable=False),
        sa.Column("score_by_key", sa.Float(), nullable=True),
        sa.Column("points_before", sa.Float(), nullable=True),
        sa.Column("points_after", sa.Float(), nullable=True),
        sa.Column("passed_before", sa.Boolean(), nullable=True),
        sa.Column("passed_after", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('waits', 'rises', 'same', 'kept', 'falls', 'left')",
            name=op.f("ck_regraded_attempt_outcome_known"),
        ),
        sa.CheckConstraint(
            "NOT (passed_before AND NOT passed_after)", name=op.f("ck_regraded_attempt_no_verdict_falls")
        ),
        sa.CheckConstraint("points_after >= points_before", name=op.f("ck_regraded_attempt_no_points_fall")),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_regraded_attempt_attempt_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["from_revision"], ["question_revision.id"], name=op.f("fk_regraded_attempt_from_revision")
        ),
        sa.ForeignKeyConstraint(["regrade_id"], ["regrade.id"], name=op.f("fk_regraded_attempt_regrade_id")),
        sa.PrimaryKeyConstraint("regrade_id", "attempt_id", name=op.f("pk_regraded_attempt")),
    )
    op.create_index(op.f("ix_regraded_attempt_attempt_id"), "regraded_attempt", ["attempt_id"])


def downgrade() -> None:
    op.drop_table("regraded_attempt")
    op.drop_table("regrade")
    with op.batch_alter_table("attempt_question") as table:
        table.drop_constraint(op.f("fk_attempt_question_marked_by"), type_="foreignkey")
        table.drop_column("marked_by")
