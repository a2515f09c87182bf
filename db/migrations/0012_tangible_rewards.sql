CREATE TABLE "tangible_rewards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"rule_key" text NOT NULL,
	"reward" text NOT NULL,
	"reason" text NOT NULL,
	"attached_at" timestamp (3) with time zone NOT NULL,
	"attached_by" uuid,
	"detached_at" timestamp (3) with time zone,
	"detached_by" uuid
);
--> statement-breakpoint
CREATE INDEX "tangible_rewards_at" ON "tangible_rewards" USING btree ("attached_at");