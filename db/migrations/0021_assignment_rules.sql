CREATE TABLE "review_rule_hits" (
	"rule_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "review_rule_hits_rule_id_item_id_pk" PRIMARY KEY("rule_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "review_rules" ADD COLUMN "changed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "review_rules" ADD COLUMN "by_id" uuid;--> statement-breakpoint
ALTER TABLE "review_rule_hits" ADD CONSTRAINT "review_rule_hits_rule_id_review_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."review_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_rule_hits" ADD CONSTRAINT "review_rule_hits_item_id_review_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."review_items"("id") ON DELETE no action ON UPDATE no action;