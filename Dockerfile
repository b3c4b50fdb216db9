# The server, the worker and the command line in one image: docker build -t muster .
# A PostgreSQL is not in it: DATABASE_URL names one.
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /muster
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY migrations migrations
COPY src src
RUN npm run build

FROM ${NODE_IMAGE} AS packages
WORKDIR /muster
COPY package.json package-lock.json .npmrc ./
# The optional packages are the binaries of the embedded PostgreSQL. What only compilers and debuggers read goes, too.
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev --omit=optional \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /muster
COPY --from=packages /muster/node_modules node_modules
COPY --from=build /muster/dist/migrations dist/migrations
COPY --from=build /muster/dist/src dist/src
COPY package.json schema.graphql LICENSE ./
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Young objects get room: what a large call makes is gone before it has to be copied (docs/decisions/0006).
ENTRYPOINT ["node", "--max-semi-space-size=32", "dist/src/cli/muster.js"]
CMD ["serve"]
