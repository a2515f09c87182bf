DROP INDEX "badge_awards_badge";--> statement-breakpoint
CREATE INDEX "posts_accepted" ON "posts" USING btree ("accepted_at") WHERE "posts"."accepted_at" is not null;--> statement-breakpoint
CREATE INDEX "badge_awards_badge" ON "badge_awards" USING btree ("badge","awarded_at","member_id","subject");