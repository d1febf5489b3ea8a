package io.ordo.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {

    @Test
    void aHealthyWorkerTellsItsSlots() throws Exception {
        HttpResponse<String> answer = get(new Health(true, "w", 4, 1));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"healthy\",\"service\":\"worker\",\"name\":\"w\",\"slots\":4,\"running\":1}");
    }

    @Test
    void anUnhealthyWorkerSaysSoWithItsStatus() throws Exception {
        HttpResponse<String> answer = get(new Health(false, "w", 4, 0));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).startsWith("{\"status\":\"unhealthy\"");
    }

    private static HttpResponse<String> get(Health health) throws IOException, InterruptedException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (HealthEndpoint endpoint = HealthEndpoint.open(anyPort, () -> health);
                HttpClient http = HttpClient.newHttpClient()) {
            URI url = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + "/health");
            return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
