package io.ordo.scheduler.receiving;

import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.claiming.Settler;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.pushing.Intake;
import io.ordo.scheduler.receiving.Fate.Dead;
import io.ordo.scheduler.receiving.Fate.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Settles the attempts that messages tell the end of. One that comes too late is kept with its task, as one that comes
 * over HTTP is; saying the same again changes nothing.
 */
public final class Results implements Handling {
    private final Settler settler;
    private final Reading reading;
    private final Intake intake;
    private final Commits commits;

    public Results(Settler settler, Reading reading, Intake intake, Commits commits) {
        this.settler = settler;
        this.reading = reading;
        this.intake = intake;
        this.commits = commits;
    }

    @Override
    public List<Fate> handle(List<Message> messages) {
        var round = new Round(commits, reading);
        var said = new ArrayList<Said>();
        for (var message : messages) {
            var settlement = round.isOpen(message) ? round.read(message, () -> reading.settlement(message)) : null;
            if (settlement != null) {
                said.add(new Said(message, settlement));
            }
        }
        round.together(said, Said::message, this::settle);
        return round.fates(messages);
    }

    private List<Fate> settle(List<Said> said) {
        var settled = settler.settle(said.stream().map(Said::settlement).toList());
        var known = known(said, settled);
        var fates = new ArrayList<Fate>(said.size());
        for (int i = 0; i < said.size(); i++) {
            var task = said.get(i).settlement().key().task();
            boolean isUnknown = settled.get(i) instanceof Settled.Stale && !known.contains(task);
            fates.add(isUnknown ? new Dead(reading.unknown(task)) : new Done());
        }
        return fates;
    }

    /** Of the tasks whose lease is gone, those there are. */
    private Set<UUID> known(List<Said> said, List<Settled> settled) {
        var stale = new ArrayList<UUID>();
        for (int i = 0; i < said.size(); i++) {
            if (settled.get(i) instanceof Settled.Stale) {
                stale.add(said.get(i).settlement().key().task());
            }
        }
        return stale.isEmpty() ? Set.of() : intake.taken(Set.copyOf(stale));
    }

    private record Said(Message message, Settlement settlement) {}
}
