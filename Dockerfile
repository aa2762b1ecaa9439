# The server's image. Alpine rather than distroless: Docker Hub is mirrored everywhere, gcr.io is not.
FROM node:24-alpine AS build
WORKDIR /build
COPY .npmrc package.json package-lock.json ./
RUN ["npm", "ci", "--ignore-scripts"]
COPY . .
RUN ["npm", "run", "build"]

# The supergraph of this one subgraph, for the gateway of compose.yaml.
FROM build AS supergraph
RUN ["npx", "tsx", "scripts/supergraph.ts", "http://server:4000/graphql", "supergraph.graphql"]

FROM ghcr.io/graphql-hive/gateway:2.15.1 AS gateway
COPY --from=supergraph /build/supergraph.graphql /gateway/supergraph.graphql
CMD ["supergraph"]

FROM node:24-alpine AS dependencies
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
RUN ["npm", "ci", "--omit=dev", "--ignore-scripts"]

# The last stage is what "docker build ." makes. It writes to no file, so its file system may be read-only.
FROM node:24-alpine AS server
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 ADMIN_HOST=0.0.0.0 ADMIN_PORT=9464
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /build/dist dist
COPY --from=build /build/dist-playground dist-playground
COPY examples/watch.html examples/watch.css examples/watch.js examples/watch-report.js examples/
COPY LICENSE README.md package.json schema.graphql ./
USER node
EXPOSE 4000 9464
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:9464/livez').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["serve"]
