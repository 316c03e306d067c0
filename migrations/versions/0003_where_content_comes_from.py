"""Which commit stored things come from, and which commits went live."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KNOW_THEIR_COMMIT = ("question_revision", "attempt", "certificate", "lesson_completion", "assignment_declaration")


def upgrade() -> None:
    op.create_table(
        "content_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commit", sa.String(64), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("refused", sa.String(500), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_release")),
    )
    for table in KNOW_THEIR_COMMIT:
        op.add_column(table, sa.Column("content_commit", sa.String(64), nullable=True))


def downgrade() -> None:
    for table in reversed(KNOW_THEIR_COMMIT):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("content_commit")
    op.drop_table("content_release")
