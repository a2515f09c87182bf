ALTER TABLE "posts" ADD COLUMN "affiliation" jsonb;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "author_affiliation" jsonb;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "last_affiliation" jsonb;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "partner_of" text;--> statement-breakpoint
UPDATE "posts" SET "affiliation" = '{"kind":"employee","company":null}' WHERE "official";--> statement-breakpoint
UPDATE "topics" AS t SET
  "author_affiliation" = (SELECT p."affiliation" FROM "posts" p WHERE p."id" = t."opening_id"),
  "last_affiliation" = (SELECT p."affiliation" FROM "posts" p WHERE p."topic_id" = t."id" AND p."visibility" = 'public'
    AND p."hidden_at" IS NULL AND p."held_at" IS NULL AND p."withdrawn_at" IS NULL
    ORDER BY p."visible_at" DESC, p."number" DESC LIMIT 1)
  WHERE EXISTS (SELECT FROM "posts" p WHERE p."topic_id" = t."id" AND p."affiliation" IS NOT NULL);
