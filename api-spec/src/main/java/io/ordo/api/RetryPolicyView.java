package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;

/**
 * How failed attempts of a job are repeated.
 *
 * @param maxRetries further attempts after the first has failed, 0 to 100
 * @param retryDelay seconds before the first retry, 0 to 86 400
 * @param backoffFactor what each further delay is multiplied by, 1 to 10
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record RetryPolicyView(int maxRetries, BigDecimal retryDelay, BigDecimal backoffFactor) {}
