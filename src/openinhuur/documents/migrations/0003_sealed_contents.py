import uuid
from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("documents", "0002_sealing")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            name="SealedContent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("ciphertext", models.BinaryField()),
            ],
        ),
        migrations.RunSQL(  # what is encrypted does not get smaller: trying costs time in the last minute
            "ALTER TABLE documents_sealedcontent ALTER COLUMN ciphertext SET STORAGE EXTERNAL",
            "ALTER TABLE documents_sealedcontent ALTER COLUMN ciphertext SET STORAGE EXTENDED",
        ),
    ]
