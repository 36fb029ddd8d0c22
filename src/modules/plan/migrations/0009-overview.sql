-- Lists by what an item stands under, the week's changes by kind, and the evidence that a milestone waits for.
create index item_parent_index on plan.item (plan, parent) where removed_at is null;
create index evidence_milestone_index on plan.evidence (milestone);
create index baseline_date_milestone_index on plan.baseline_date (milestone);
