"""More question types: what must be right, private words, and surveys without names."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attempt_question", sa.Column("critical", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "reflection",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.Column("question_id", sa.String(48), nullable=False),
        sa.Column("words", sa.String(2000), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reflection_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "module_id", "question_id", name=op.f("pk_reflection")),
    )
    op.create_table(
        "survey_count",
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.Column("track", sa.String(7), nullable=False),
        sa.Column("question_id", sa.String(48), nullable=False),
        sa.Column("option", sa.String(48), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.CheckConstraint("track IN ('worker', 'manager')", name=op.f("ck_survey_count_track_known")),
        sa.CheckConstraint("shown >= 0 AND waiting >= 0", name=op.f("ck_survey_count_numbers_count")),
        sa.PrimaryKeyConstraint("module_id", "track", "question_id", "option", name=op.f("pk_survey_count")),
    )
    op.create_table(
        "survey_participation",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(48), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_survey_participation_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "module_id", name=op.f("pk_survey_participation")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("survey_participation")
    op.drop_table("survey_count")
    op.drop_table("reflection")
    op.drop_column("attempt_question", "critical")
