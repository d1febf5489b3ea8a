package io.ordo.scheduler.http.lane;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer.Registry;
import io.netty.channel.Channel;
import io.ordo.scheduler.http.gate.Admission;
import io.ordo.scheduler.http.gate.Gate;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Gives every connection of the server its gate and its fast lane, right behind the codec of HTTP. */
@Singleton
final class FastLanes implements BeanCreatedEventListener<Registry> {
    private final HotRoutes routes;
    private final Admission admission;

    FastLanes(HotRoutes routes, Admission admission) {
        this.routes = routes;
        this.admission = admission;
    }

    @Override
    public Registry onCreated(BeanCreatedEvent<Registry> event) {
        var registry = event.getBean();
        registry.register(new Customizer(null));
        return registry;
    }

    private final class Customizer implements NettyServerCustomizer {
        private final @Nullable Channel channel;

        Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specialized, ChannelRole role) {
            return new Customizer(specialized);
        }

        @Override
        public void onStreamPipelineBuilt() {
            String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            if (channel != null && channel.pipeline().get(codec) != null) { // none where HTTP/2 is spoken
                channel.pipeline()
                        .addAfter(codec, "gate", new Gate(admission))
                        .addAfter("gate", "fast-lane", new FastLane(routes));
            }
        }
    }
}
