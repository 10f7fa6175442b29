# What R's metafor (3.8, Debian's r-cran-metafor) finds of the unions in metafor_members.csv; its output is metafor_found.csv:
#   Rscript metafor.R > metafor_found.csv
# method "PM": Paule and Mandel; test "knha": Hartung and Knapp, "adhoc": its scale never below 1; confint: the Q-profile.
library(metafor)
members <- read.csv("metafor_members.csv")
cat("union,between_variance,mean,error_unbounded,error,low,high,between_low,between_high\n")
for (name in unique(members$union)) {
  own <- members[members$union == name, ]
  control <- list(tol = 1e-12, maxiter = 1000)
  plain <- rma(own$value, own$variance, method = "PM", test = "knha", control = control)
  found <- rma(own$value, own$variance, method = "PM", test = "adhoc", control = control)
  between <- confint(found, control = list(tol = 1e-12))$random[1, ]
  told <- c(found$tau2, found$beta[1], plain$se, found$se, found$ci.lb, found$ci.ub, between[2], between[3])
  cat(name, sprintf("%.10g", told), sep = ",")
  cat("\n")
}
