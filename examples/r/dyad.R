# What happened between two states, year by year, from the CSV that entente exports.
#
#   entente export events-csv --out events.csv
#   Rscript dyad.R events.csv KAZ CHN
#
# Needs nothing but R itself. Parquet reads as easily where the package arrow is there:
#   arrow::read_parquet("events.parquet")   # entente export events-parquet --out events.parquet

args <- commandArgs(trailingOnly = TRUE)
if (length(args) != 3) stop("usage: Rscript dyad.R EVENTS.csv STATE STATE")

events <- read.csv(args[1], stringsAsFactors = FALSE, colClasses = "character", encoding = "UTF-8")

# Lists are joined by ";", empty cells mean that nothing was read.
sides <- strsplit(paste(events$actor_states, events$recipient_states, sep = ";"), ";", fixed = TRUE)
both <- vapply(sides, function(s) all(args[2:3] %in% s), logical(1))
year <- substr(events$start, 1, 4)
exact <- year != "" & year == substr(events$end, 1, 4)
done <- events$status %in% c("happened", "ongoing")

kept <- both & exact & done
quad <- factor(events$quad[kept], levels = c("1", "2", "3", "4"),
               labels = c("verbal coop.", "material coop.", "verbal conflict", "material conflict"))
print(table(year = year[kept], quad))
