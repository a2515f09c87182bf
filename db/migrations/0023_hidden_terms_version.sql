ALTER TABLE "posts" ADD COLUMN "hidden_terms_version" integer;--> statement-breakpoint
UPDATE "posts" p SET "hidden_terms_version" = (
  SELECT s."terms_version" FROM "statements" s
  WHERE s."post_id" = p."id" AND s."clause" = p."hidden_clause" AND s."kind" IN ('removal', 'pending')
  ORDER BY s."at" DESC LIMIT 1
) WHERE p."hidden_at" IS NOT NULL;
