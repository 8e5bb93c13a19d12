CREATE TABLE `fact_marks` (
	`personId` integer PRIMARY KEY NOT NULL,
	`mark` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `persons_listed` ON `persons` (`status`,`sortKey`,`id`);