CREATE TABLE `jobs` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`input` text NOT NULL,
	`dueAt` integer NOT NULL,
	`leasedUntil` integer,
	`doneAt` integer,
	`failedAt` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key_unique` ON `jobs` (`key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`dueAt`) WHERE "doneAt" is null and "failedAt" is null;--> statement-breakpoint
CREATE TABLE `journal` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`personId` integer,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`fields` text NOT NULL,
	`details` text NOT NULL,
	`previous` text NOT NULL,
	`digest` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `journal_person` ON `journal` (`personId`);--> statement-breakpoint
CREATE INDEX `journal_subject` ON `journal` (`subject`);--> statement-breakpoint
CREATE TABLE `journal_details` (
	`journalId` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`values` text NOT NULL,
	FOREIGN KEY (`journalId`) REFERENCES `journal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reference_state` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "reference_state_one" CHECK("reference_state"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`windowStart` integer NOT NULL,
	`tries` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `logins` (
	`id` integer PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`personId` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`lastSeenAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`device` text NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `logins_token_unique` ON `logins` (`token`);--> statement-breakpoint
CREATE INDEX `logins_person` ON `logins` (`personId`);--> statement-breakpoint
CREATE INDEX `logins_expiry` ON `logins` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `passwords` (
	`personId` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`changedAt` integer NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `centres` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`provinceId` integer NOT NULL,
	`km` text NOT NULL,
	`en` text NOT NULL,
	`retiredOn` text,
	FOREIGN KEY (`provinceId`) REFERENCES `provinces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `centres_code_unique` ON `centres` (`code`);--> statement-breakpoint
CREATE INDEX `centres_province` ON `centres` (`provinceId`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` integer PRIMARY KEY NOT NULL,
	`personId` integer NOT NULL,
	`role` text NOT NULL,
	`provinceId` integer,
	`centreId` integer,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provinceId`) REFERENCES `provinces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`centreId`) REFERENCES `centres`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grants_country` ON `grants` (`personId`,`role`) WHERE "provinceId" is null and "centreId" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `grants_province` ON `grants` (`personId`,`role`,`provinceId`) WHERE "centreId" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `grants_centre` ON `grants` (`personId`,`role`,`centreId`) WHERE "provinceId" is null;--> statement-breakpoint
CREATE INDEX `grants_person` ON `grants` (`personId`);--> statement-breakpoint
CREATE TABLE `persons` (
	`id` integer PRIMARY KEY NOT NULL,
	`staffId` text NOT NULL,
	`nameKm` text NOT NULL,
	`nameLatin` text NOT NULL,
	`honorific` text DEFAULT '' NOT NULL,
	`sex` text,
	`birthYear` integer,
	`status` text DEFAULT 'active' NOT NULL,
	`language` text DEFAULT 'km' NOT NULL,
	`numerals` text DEFAULT 'auto' NOT NULL,
	`sortKey` text NOT NULL,
	`createdAt` integer NOT NULL,
	`rowVersion` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "persons_birth_year" CHECK("persons"."birthYear" between 1900 and 2100)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `persons_staffId_unique` ON `persons` (`staffId`);--> statement-breakpoint
CREATE INDEX `persons_sort` ON `persons` (`sortKey`,`id`);--> statement-breakpoint
CREATE TABLE `phones` (
	`id` integer PRIMARY KEY NOT NULL,
	`personId` integer NOT NULL,
	`number` text NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `phones_of_person` ON `phones` (`personId`,`number`);--> statement-breakpoint
CREATE INDEX `phones_number` ON `phones` (`number`);--> statement-breakpoint
CREATE TABLE `postings` (
	`id` integer PRIMARY KEY NOT NULL,
	`personId` integer NOT NULL,
	`centreId` integer NOT NULL,
	`position` text NOT NULL,
	`startsOn` text NOT NULL,
	`endsOn` text,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`centreId`) REFERENCES `centres`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `postings_current` ON `postings` (`personId`) WHERE "endsOn" is null;--> statement-breakpoint
CREATE INDEX `postings_person` ON `postings` (`personId`,`startsOn`);--> statement-breakpoint
CREATE INDEX `postings_centre` ON `postings` (`centreId`,`personId`) WHERE "endsOn" is null;--> statement-breakpoint
CREATE TABLE `provinces` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`km` text NOT NULL,
	`en` text NOT NULL,
	`retiredOn` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `provinces_code_unique` ON `provinces` (`code`);