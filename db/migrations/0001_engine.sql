CREATE TABLE "budgets" (
	"integration_id" text PRIMARY KEY NOT NULL,
	"tokens" double precision NOT NULL,
	"rate" double precision NOT NULL,
	"refilled_at" timestamp with time zone DEFAULT now() NOT NULL,
	"blocked_until" timestamp with time zone,
	"throttled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"integration_id" text NOT NULL,
	"user_id" text NOT NULL,
	"seq" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "erasures_integration_id_user_id_pk" PRIMARY KEY("integration_id","user_id")
);
--> statement-breakpoint
DROP INDEX "changes_open";--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "deletion_policy" text DEFAULT 'mark' NOT NULL;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "hold_back_hours" integer DEFAULT 168 NOT NULL;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "next_delta_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "held" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "answers" bigint;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasures_due" ON "erasures" USING btree ("due_at") WHERE "erasures"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "changes_open" ON "changes" USING btree ("integration_id","state","due_at") WHERE "changes"."state" in ('waiting', 'parked', 'held');