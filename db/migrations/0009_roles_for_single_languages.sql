CREATE TABLE "language_roles" (
	"member_id" uuid NOT NULL,
	"language" text NOT NULL,
	"role" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "language_roles_member_id_language_role_pk" PRIMARY KEY("member_id","language","role")
);
