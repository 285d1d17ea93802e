"""The ciphertext gets a row of its own, so that it is written before anybody has to wait for the journal."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

MOVE = """
INSERT INTO documents_sealedcontent (id, wrapped_key, ciphertext)
SELECT md5(id::text || fingerprint)::uuid, wrapped_key, ciphertext FROM bids_bidversion;
UPDATE bids_bidversion SET content_id = md5(id::text || fingerprint)::uuid;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("bids", "0010_opening"),
        ("documents", "0003_sealed_contents"),
    ]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.AddField(
            model_name="bidversion",
            name="content",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.sealedcontent"
            ),
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="bidversion",
            name="content",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.sealedcontent"
            ),
        ),
        migrations.RemoveField(model_name="bidversion", name="wrapped_key"),
        migrations.RemoveField(model_name="bidversion", name="ciphertext"),
    ]
