package io.ordo.scheduler.app;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What an operator can decide; {@code .env-dist} lists every setting with default, unit and meaning, and
 * {@link SettingsCheck} judges what was set.
 *
 * @param apiKey the admin key, at least 16 characters
 * @param docsOpen whether the API's documentation can be read without a key
 * @param katOpen whether OpenKAT's clients are let in without a key, to their own paths and queues
 * @param metricsOpen whether the metrics can be read without a key
 * @param events whether queues made by the API tell of their tasks unless their makers say otherwise
 * @param maxBodySize bytes of an ordinary request
 * @param maxSettlementSize bytes of a settlement with its log
 * @param planInterval how often due jobs and tasks are looked for
 * @param reapInterval how often lost leases and overdue tasks are looked for
 * @param searchTimeout after which a search is given up
 * @param templatesFile templates as RestJobScheduler writes them, loaded at start; empty for none
 * @param masterKey Base64 of 32 bytes, under which plain secrets of targets are sealed; empty for none
 * @param secretsDir a folder of secrets that targets name, a file each; empty for none
 * @param allowedAddresses what targets may reach besides public addresses: words and ranges with commas between
 * @param jobsDir a folder of jobs, a file each, that are made so at start; empty for none
 * @param jobsDryRun whether what that folder would change is logged only
 */
@ConfigurationProperties("ordo")
public record Settings(
        String apiKey,
        boolean docsOpen,
        boolean katOpen,
        boolean metricsOpen,
        boolean events,
        long maxBodySize,
        long maxSettlementSize,
        Duration planInterval,
        Duration reapInterval,
        Duration searchTimeout,
        String templatesFile,
        String masterKey,
        String secretsDir,
        String allowedAddresses,
        String jobsDir,
        boolean jobsDryRun) {}
