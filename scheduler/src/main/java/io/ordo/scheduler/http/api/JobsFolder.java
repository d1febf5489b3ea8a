package io.ordo.scheduler.http.api;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanProperty;
import io.micronaut.core.naming.NameUtils;
import io.ordo.api.JobView;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Yaml;
import io.ordo.scheduler.schedule.ScheduleRefused;
import io.ordo.scheduler.schedule.ScheduleRefused.Rule;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Jobs that are kept in a folder, a file each, whose name is the job's key: when the scheduler starts they are made, or
 * changed where they differ. What has no file is left alone.
 */
@Singleton
public final class JobsFolder {
    /** The setting that names the folder. */
    private static final String SETTING = "ORDO_JOBS_DIR";

    private static final Logger LOG = LoggerFactory.getLogger(JobsFolder.class);

    private static final Pattern JOB = Pattern.compile("(.+)\\.(ya?ml|json)");

    /** What is not wrong and comes with time. */
    private static final Set<Rule> NEVER_DUE = Set.of(Rule.PAST, Rule.NEVER, Rule.ENDED);

    /** What no file says. */
    private static final Set<String> OURS = Set.of("id", "createdAt", "updatedAt", "lastRun", "nextRun", "paused");

    private final JobKeeper keeper;
    private final JobViews views;
    private final Yaml yaml;
    private final Commits commits;

    JobsFolder(JobKeeper keeper, JobViews views, Yaml yaml, Commits commits) {
        this.keeper = keeper;
        this.views = views;
        this.yaml = yaml;
        this.commits = commits;
    }

    /**
     * Makes the jobs of a folder so, all of them or none, and logs what that changes. A file is left out whose job
     * would never be due any more, for that is not wrong and comes with time.
     *
     * @param folder empty for none
     * @param isDryRun whether to log it and change nothing
     * @throws IllegalArgumentException when a file cannot be read or used; the message names the setting, the file and
     *     the field
     */
    public void apply(String folder, boolean isDryRun) {
        if (folder.isEmpty()) {
            return;
        }
        var files = new ArrayList<>(files(Path.of(folder)));
        boolean isDone = false;
        while (!isDone) {
            try {
                together(files, isDryRun);
                isDone = true;
            } catch (IsOver over) {
                LOG.warn("job_left_out file={} reason=\"{}\"", name(over.file), over.getMessage());
                files.remove(over.file);
            }
        }
    }

    private void together(List<Path> files, boolean isDryRun) {
        var changes = new ArrayList<Change>();
        try {
            commits.together(() -> {
                files.forEach(file -> changes.add(apply(file)));
                if (isDryRun) {
                    throw new DryRun();
                }
                return changes;
            });
            changes.forEach(Change::log);
        } catch (DryRun over) {
            changes.forEach(Change::log);
            LOG.info("jobs_left_as_they_were reason=dry_run");
        }
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            var jobs = files.filter(file -> JOB.matcher(name(file)).matches())
                    .sorted()
                    .toList();
            var keys = new HashMap<String, Path>();
            for (var file : jobs) {
                var same = keys.put(key(file), file);
                if (same != null) {
                    throw new IllegalArgumentException(SETTING + " has " + name(same) + " and " + name(file)
                            + ", which have the same key: remove one of them");
                }
            }
            return jobs;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    SETTING + " names " + folder + ", which cannot be read: " + unreadable, unreadable);
        }
    }

    private Change apply(Path file) {
        var key = key(file);
        try {
            var body = yaml.read(Files.readString(file));
            var before = keeper.hold(key).map(views::view);
            var after = views.view(keeper.put(key, body));
            return new Change(key, before.map(job -> difference(job, after)).orElse("made"));
        } catch (IOException unreadable) {
            throw refused(file, String.valueOf(unreadable), unreadable);
        } catch (YAMLException broken) {
            throw refused(file, "It is not YAML: " + Yaml.fault(broken), broken);
        } catch (ScheduleRefused refused) {
            if (NEVER_DUE.contains(refused.rule())) {
                throw new IsOver(file, refused);
            }
            throw refused(file, refused.getMessage(), refused);
        } catch (ProblemException refused) {
            throw refused(file, refused.all(), refused);
        }
    }

    private static String key(Path file) {
        return JOB.matcher(name(file)).replaceFirst("$1");
    }

    /** The fields that differ, with what they were and are; what they carry is nobody's to read in a log. */
    private static String difference(JobView before, JobView after) {
        var fields = BeanIntrospection.getIntrospection(JobView.class).getBeanProperties().stream()
                .filter(field -> !OURS.contains(field.getName()))
                .filter(field -> !Objects.equals(field.get(before), field.get(after)))
                .map(field -> difference(field, before, after))
                .collect(Collectors.joining(","));
        return fields.isEmpty() ? "none" : fields;
    }

    private static String difference(BeanProperty<JobView, ?> field, JobView before, JobView after) {
        var name = NameUtils.underscoreSeparate(field.getName()).toLowerCase(Locale.ROOT);
        boolean isSecret = name.equals("payload") || name.equals("target");
        return isSecret ? name : name + ":'" + field.get(before) + "'->'" + field.get(after) + "'";
    }

    private static IllegalArgumentException refused(Path file, String why, Exception cause) {
        return new IllegalArgumentException(SETTING + " has " + name(file) + ", which cannot be used: " + why, cause);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** What became of one job. */
    private record Change(String key, String what) {
        void log() {
            LOG.info("job_compared key={} change={}", key, what);
        }
    }

    /** A file whose job would never be due. */
    private static final class IsOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Path file;

        IsOver(Path file, ScheduleRefused refused) {
            super(refused.getMessage(), refused);
            this.file = file;
        }
    }

    /** Nothing of it is to stay. */
    private static final class DryRun extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DryRun() {
            super("dry run", null, false, false);
        }
    }
}
