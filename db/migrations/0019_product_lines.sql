CREATE TABLE "board_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"purpose" text NOT NULL,
	"line" text,
	"allowed_tags" text[],
	"moderators" uuid[] DEFAULT '{}' NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "boards" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "boards" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "boards" ADD COLUMN "line" text;--> statement-breakpoint
ALTER TABLE "boards" ADD COLUMN "archive_notice" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "boards" ADD COLUMN "successor_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "board_groups_slug" ON "board_groups" USING btree ("slug");--> statement-breakpoint
ALTER TABLE "boards" ADD CONSTRAINT "boards_group_id_board_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."board_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boards" ADD CONSTRAINT "boards_successor_id_boards_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."boards"("id") ON DELETE no action ON UPDATE no action;